/**
 * Faults that befall a running stack: what they are, when they come by a seed, and the proxy that
 * cuts connections. Uses nothing of ours; {@code FaultCampaignTest} is where they happen.
 */
package dev.stitch.e2e.faults;
