"""A stacked bar drawn by hand, to test documents without the report's own charts."""

STACKED_BAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 160" font-family="Source Sans 3"'
    ' font-size="15"><title>Afgesproken en gehouden</title>'
    '<text x="0" y="26" fill="#17292b" font-weight="600">Goed Werk Hubs</text>'
    '<rect x="170" y="8" width="284" height="24" fill="#0d5259"/>'
    '<rect x="456" y="8" width="112" height="24" fill="#8fbdb9"/>'
    '<rect x="570" y="8" width="55" height="24" fill="#ffffff" stroke="#17292b"/>'
    '<text x="312" y="26" fill="#ffffff" text-anchor="middle">5</text>'
    '<text x="512" y="26" fill="#17292b" text-anchor="middle">2</text>'
    '<text x="597" y="26" fill="#17292b" text-anchor="middle">1</text>'
    '<text x="0" y="70" fill="#17292b" font-weight="600">Dienend Leiderschap</text>'
    '<rect x="170" y="52" width="56" height="24" fill="#0d5259"/>'
    '<rect x="228" y="52" width="112" height="24" fill="#9a3b1a"/>'
    '<text x="198" y="70" fill="#ffffff" text-anchor="middle">1</text>'
    '<text x="284" y="70" fill="#ffffff" text-anchor="middle">2</text>'
    '<text x="0" y="114" fill="#17292b" font-weight="600">Pilots</text>'
    '<rect x="170" y="96" width="56" height="24" fill="#0d5259"/>'
    '<rect x="228" y="96" width="56" height="24" fill="#e9ad36"/>'
    '<text x="198" y="114" fill="#ffffff" text-anchor="middle">1</text>'
    '<text x="256" y="114" fill="#17292b" text-anchor="middle">1</text>'
    '<text x="170" y="152" fill="#17292b" font-size="14">gehouden, daarna: verschoven,'
    " afgelast, in voorbereiding, niet toegelicht</text></svg>"
)
