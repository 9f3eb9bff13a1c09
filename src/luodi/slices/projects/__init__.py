"""Projects: what a case is for, with its owner. Projects never learn what an approval is: approvals point here."""
