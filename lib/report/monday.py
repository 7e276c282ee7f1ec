"""The review page as a value, then rendered."""


def write(*a): ...
