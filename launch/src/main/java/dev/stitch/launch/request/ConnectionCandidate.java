package dev.stitch.launch.request;

import java.util.UUID;

/** A connection that could be chosen. */
public record ConnectionCandidate(UUID id, String name) {}
