/** Routes of workspaces, whose folders only the workers that hold them touch. */
package dev.stitch.api.workspace;
