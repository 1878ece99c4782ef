"""What happens to a pilot, its groups and its sessions. All of their states change here only."""

from .groups import add_session, plan_sessions, resume_group, stop_group
from .observing import erase_observation, mend_observation, observe
from .sessions import (
    cancel_session,
    correct_session,
    correct_session_date,
    hold_session,
    move_session,
    reverse_session,
)
from .setting_up import SetUp, set_up
from .states import (
    cancel_pilot,
    complete_sessions,
    correct_closing,
    hold_closing,
    plan_closing,
    reopen_pilot,
    set_results_state,
    start_sessions,
)
from .talks import correct_stage, last_talk, make_pilot, tick_off_step

__all__ = [
    "SetUp",
    "add_session",
    "cancel_pilot",
    "correct_stage",
    "last_talk",
    "make_pilot",
    "tick_off_step",
    "cancel_session",
    "complete_sessions",
    "correct_closing",
    "correct_session",
    "correct_session_date",
    "erase_observation",
    "hold_closing",
    "hold_session",
    "mend_observation",
    "move_session",
    "observe",
    "plan_closing",
    "plan_sessions",
    "reopen_pilot",
    "resume_group",
    "reverse_session",
    "set_results_state",
    "set_up",
    "start_sessions",
    "stop_group",
]
