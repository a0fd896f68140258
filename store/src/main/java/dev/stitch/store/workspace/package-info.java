/** Tables of workspaces, and of what runs have changed in them. */
package dev.stitch.store.workspace;
