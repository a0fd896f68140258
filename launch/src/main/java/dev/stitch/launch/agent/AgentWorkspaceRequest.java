package dev.stitch.launch.agent;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Where an agent is to work: in a workspace that is there, or in a new one of a repository.
 *
 * @param id of a workspace that is there
 * @param repo what a new workspace is made of: https://host/path, ssh://user@host/path,
 *     user@host:path, or the path of a folder under STITCH_GIT_ROOTS
 * @param branch to work on, made when it is not there; a new workspace gets one of its run's own
 *     when it is left out, and one that is there stays where it is
 * @param baseBranch where a new branch begins; where the repository's HEAD is when left out
 * @param persistent whether a new workspace stays when the run has ended; true when left out
 */
public record AgentWorkspaceRequest(
    @Nullable UUID id,
    @Nullable String repo,
    @Nullable String branch,
    @Nullable String baseBranch,
    @Nullable Boolean persistent) {}
