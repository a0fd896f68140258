/** What tests of several packages start: servers. */
package dev.stitch.activities.testing;
