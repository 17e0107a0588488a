"""Files of citizens: promised with their message, fetched after it, kept without their traces.

Here are the parts that all messengers share: fetching, sweeping, cleaning, handing over. What a
door does with a file is tested at that door. Pictures and films are put together by hand
(`pictures`), so that every byte of them is known.
"""
