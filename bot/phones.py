"""A telephone number in what a citizen wrote as their contact."""

DEFAULT_REGION = "KZ"


def phone_in(*texts: str) -> str | None:
    """The first number in these texts as +7...; None when there is none that can be called."""
    import phonenumbers  # its tables are only needed where somebody is to be called

    for text in texts:
        for found in phonenumbers.PhoneNumberMatcher(text, DEFAULT_REGION):
            return phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164)
    return None
