"""The server looks after itself: what is checked, where it is seen, what to do (decision 43)."""
