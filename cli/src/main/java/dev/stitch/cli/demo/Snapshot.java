package dev.stitch.cli.demo;

import java.time.Duration;

/**
 * How far a demonstration is.
 *
 * @param stages where the journeys are
 * @param total how many there are
 * @param mails mails that have reached contacts
 * @param replies replies that were taken
 * @param decisions human tasks that were answered
 * @param elapsed since the journeys were started
 */
record Snapshot(
    DemoStages stages, int total, int mails, int replies, int decisions, Duration elapsed) {}
