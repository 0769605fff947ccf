"""Reading: from a document to the snapshot of what it states, in rooms of one subject each."""
