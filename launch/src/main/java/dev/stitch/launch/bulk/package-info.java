/**
 * Acts on many journeys, tasks, contacts or runs: how such a request is read, judged and accepted.
 * What is done to each is {@code dev.stitch.activities.bulk}, by {@code dev.stitch.launch.act}.
 */
package dev.stitch.launch.bulk;
