-- The plan that a graph was compiled to when it was first published or used. A later build may compile differently, but
-- never what is in flight: whoever has the hash runs this plan. `compiler` says which compiler made it.
ALTER TABLE graphs
    ADD COLUMN plan     jsonb,
    ADD COLUMN compiler integer,
    ADD CHECK ((plan IS NULL) = (compiler IS NULL));
