/** JSON as clients, workers and tables share it: one mapping, one canonical spelling. */
package dev.stitch.json;
