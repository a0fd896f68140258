package dev.stitch.api.sync;

/** What a sync came to. */
public record SyncResult(long added, long updated, long skipped, long errors) {}
