/**
 * Git and the workspaces it works in. Nothing that a repository, a flow or an agent says decides
 * what runs on the host: git gets an environment made from nothing ({@code GitProgram}), remotes
 * that were judged ({@code GitRemotes}) and a configuration of ours ({@code WorkingCopy}). Start at
 * {@code GitWork}, which carries the steps out.
 */
package dev.stitch.activities.git;
