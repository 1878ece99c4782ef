from programme.line import Line

LINE = Line(
    key="toolkit",
    name="Toolkit voor ambtenaren",
    section="adaptation",
    title="Een toolkit voor ambtenaren",
)
