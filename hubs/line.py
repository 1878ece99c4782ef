from meetings.line import MeetingsLine

LINE = MeetingsLine(
    key="hubs",
    name="Goed Werk Hubs",
    section="hubs",
    title="Goed Werk Hubs",
    heading="Goed Werk Hubs",
    one="hub",
    more="hubs",
    one_in_full="Goed Werk Hub",
    more_in_full="Goed Werk Hubs",
    proxy="Hub",
    kind="Goed Werk Hub",
    tag="Hub",
    address="hubs/",
    menu="Bijeenkomsten",
    see_all="Alle hubs",
    lead="In een Goed Werk Hub bespreken ambtenaren uit het hele openbaar bestuur een "
    "vraag uit hun eigen praktijk.",
)
