-- What was edited since a moment is asked for before every learning; new records have no value before, so importing them costs nothing here.
create index change_edits on change (object, at) where before is not null;
