"""Ways of filing: how an appeal leaves Esik for the register of an agency.

The table agency_register says which way an agency takes. `esik`: the agency works its register
here, and nothing leaves. `folder`: a package is written for the agency's clerk, and the citizen is
told «handed over», never «registered», until the agency says so.

Rules of the folder:
1. A way of filing only hands over. What it means for the case is an act that takes the one road.
2. Handing over twice gives the same package once: packages are named after the case's number.
3. A hand-over that fails leaves its timer waiting, and is tried again.
"""
