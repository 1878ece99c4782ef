from programme.line import CountedLine

LINE = CountedLine(
    key="pilots",
    name="Pilots met de toolkit",
    section="pilots",
    title="Pilots met de Goed Werk Toolkit",
    heading="Pilots",
    one="pilot",
    more="pilots",
    one_in_full="pilot",
    more_in_full="pilots",
)
