"""Times as the house writes them, with a point and no zero before it: 9.30."""

TIME_FORMAT = "G.i"
DATETIME_FORMAT = "j F Y, G.i"
SHORT_DATETIME_FORMAT = "j-n-Y G.i"
SHORT_DATE_FORMAT = "j-n-Y"
