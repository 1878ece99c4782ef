from meetings.line import MeetingsLine

LINE = MeetingsLine(
    key="webinars",
    name="Webinars over goed werk",
    section="webinars",
    title="Webinars over goed werk",
    heading="Webinars",
    one="webinar",
    more="webinars",
    one_in_full="webinar over goed werk",
    more_in_full="webinars over goed werk",
    proxy="Webinar",
    kind="Webinar",
    tag="Webinar",
    address="webinars/",
    menu="Webinars",
    see_all="Alle webinars",
    lead="Een uur achter uw eigen scherm.",
)
