/**
 * Engagements: the step types {@code engagement.*}, which ask a platform's API and, where that may
 * not, a person. Acts through {@code dev.stitch.activities.effect}. Start at {@code Engagements}.
 */
package dev.stitch.activities.engagement;
