/** Syncs of platforms as they are asked for, by routes and schedules alike. */
package dev.stitch.launch.sync;
