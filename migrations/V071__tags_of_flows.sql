-- What flows are about, to find them by. By itself: whoever reads flows waits only for this.
ALTER TABLE flows ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
