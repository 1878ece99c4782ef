from meetings.line import MeetingsLine

LINE = MeetingsLine(
    key="leadership",
    name="Bijeenkomsten Dienend Leiderschap",
    section="leadership",
    title="Bijeenkomsten Dienend Leiderschap",
    heading="Dienend Leiderschap",
    one="bijeenkomst Dienend Leiderschap",
    more="bijeenkomsten Dienend Leiderschap",
    one_in_full="bijeenkomst Dienend Leiderschap",
    more_in_full="bijeenkomsten Dienend Leiderschap",
    proxy="LeadershipMeeting",
    kind="Dienend Leiderschap",
    tag="Dienend Leiderschap",
    address="dienend-leiderschap/",
    menu="Dienend Leiderschap",
    see_all="Alles over Dienend Leiderschap",
    lead="Bijeenkomsten voor ambtenaren die leidinggeven en hun mensen ruimte willen "
    "geven om goed werk te doen.",
    asks_who_leads=True,
    awaits_minutes=False,
)
