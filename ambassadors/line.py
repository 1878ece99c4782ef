from programme.line import Line

# The report names no ambassador, and their addresses are nobody else's.
LINE = Line(
    key="ambassadors",
    name="Ambassadeurs",
    section="ambassadors",
    title="Ambassadeurs",
    is_open_to_reporters=False,
)
