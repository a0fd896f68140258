/** Programs of the host that are run by workers. */
package dev.stitch.activities.process;
