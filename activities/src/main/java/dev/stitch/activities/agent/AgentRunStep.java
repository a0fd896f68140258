package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.call.AcceptedCalls;
import dev.stitch.activities.call.CallStep;
import dev.stitch.activities.call.RefusedConfig;
import dev.stitch.activities.connection.BoundConnections;
import dev.stitch.activities.step.RenderedJson;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.launch.agent.AgentRequests;
import dev.stitch.launch.agent.AgentRunRequest;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.RequestJson;
import dev.stitch.model.AgentTool;
import dev.stitch.model.StepException;
import dev.stitch.step.ConfigFault;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.Toolkit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code agent.run}: has an agent do a task by a run of its own, and waits for it. */
public final class AgentRunStep extends CallStep {

  private static final String SESSION = "sessionId";
  private static final String SESSION_NAME = "sessionName";
  private static final String CONNECTION = "connection";
  private static final String WORKSPACE = "workspace";

  /** Settings that are those of the route, too. */
  private static final List<String> OF_THE_ROUTE =
      List.of(
          "task",
          "name",
          "agentType",
          "model",
          "runner",
          "systemPrompt",
          "tools",
          "approval",
          "maxTurns",
          "maxTokens",
          "budgetUsd",
          CONNECTION,
          SESSION,
          SESSION_NAME,
          WORKSPACE,
          "script",
          "metadata");

  /** Stands for one that is not known yet. */
  private static final ObjectNode SOME_WORKSPACE = Jsonb.object().put("repo", "/any");

  public AgentRunStep() {
    super(
        "agent.run",
        "Run an agent",
        """
        {
          "type": "object",
          "required": ["task"],
          "properties": {
            "task": {
              "type": "string", "format": "template", "minLength": 1, "x-lines": 5,
              "title": "Task",
              "description": "What the agent is to do. Its answer is the output's text; an answer that is JSON is structured, too."
            },
            "systemPrompt": {
              "type": "string", "format": "template", "x-lines": 3,
              "title": "System prompt",
              "description": "Who the agent is and how it is to work."
            },
            "model": {
              "type": "string", "minLength": 1, "maxLength": 100,
              "examples": [
                "scripted", "claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5", "claude-fable-5-2"
              ],
              "title": "Model",
              "description": "A model of Anthropic's API, or scripted: an offline stand-in that costs nothing and needs a script."
            },
            "runner": {
              "type": "string", "enum": ["sdk", "claude-code"], "default": "sdk",
              "title": "Runner",
              "description": "What carries the turns out: the worker itself, or the claude program on its host."
            },
            "tools": {
              "type": "array", "uniqueItems": true,
              "items": {"type": "string", "minLength": 1, "examples": [%s]},
              "title": "Tools",
              "description": "What the agent may use: names of tools, or mcp. and the name of a connection for all that its server has. All of Stitch when left out, none for an empty list."
            },
            "approval": {
              "type": "string", "enum": ["outward", "always", "never"], "default": "outward",
              "title": "Approval",
              "description": "Which calls of tools wait for a person."
            },
            "maxTurns": {
              "type": "integer", "minimum": 1, "maximum": 500, "default": 50,
              "title": "Most turns",
              "description": "Turns of the model."
            },
            "maxTokens": {
              "type": "integer", "minimum": 1, "maximum": 100000000, "default": 200000,
              "title": "Most tokens",
              "description": "Tokens that the model may write in all, its thinking included."
            },
            "budgetUsd": {
              "type": "number", "exclusiveMinimum": 0, "maximum": 1000000,
              "title": "Budget",
              "description": "Most that the run may cost, in US dollars."
            },
            "name": {
              "type": "string", "format": "template",
              "title": "Name",
              "description": "What the run is called; the beginning of its task when left out."
            },
            "agentType": {
              "type": "string", "format": "template",
              "title": "Type of agent",
              "description": "A word of your own, by which runs are compared."
            },
            "connection": {
              "type": "string", "minLength": 1, "maxLength": 200,
              "title": "Connection",
              "description": "Stored key to ask the model with, by id or name; without it the server's own."
            },
            "sessionId": {
              "type": "string", "format": "template",
              "title": "Session",
              "description": "Id of a session to go on with, e.g. steps.before.output.sessionId; one of its own when left out."
            },
            "sessionName": {
              "type": "string", "format": "template",
              "title": "Name of the session",
              "description": "What a session of its own is called."
            },
            "workspace": {
              "type": "object", "format": "template",
              "title": "Workspace",
              "description": "Where the agent works with files and git: the id of one, e.g. steps.clone.output.workspaceId, or the repo of a new one; branch, baseBranch, and persistent: false for one that goes with the run.",
              "properties": {
                "id": {
                  "type": "string", "format": "template",
                  "title": "Id",
                  "description": "Of one that is there, or the repository of a new one."
                },
                "repo": {
                  "type": "string", "format": "template",
                  "title": "Repository",
                  "description": "https://host/path, ssh://user@host/path, or a folder under STITCH_GIT_ROOTS."
                },
                "branch": {
                  "type": "string", "format": "template",
                  "title": "Branch",
                  "description": "Made when it is not there."
                },
                "baseBranch": {
                  "type": "string", "format": "template",
                  "title": "Base branch",
                  "description": "Where a new branch begins."
                },
                "persistent": {
                  "type": "boolean", "default": true,
                  "title": "Keep a new one when the run has ended"
                }
              }
            },
            "script": {
              "type": "object", "format": "template",
              "title": "Script",
              "description": "What the model scripted says: turns, each with thinking, text and toolCalls. Texts are templates."
            },
            "metadata": {
              "type": "object", "format": "template",
              "title": "Metadata",
              "description": "Whatever you want to find with the run. Texts are templates."
            }
          }
        }
        """
            .formatted(
                AgentTool.words().stream()
                    .map(tool -> '"' + tool + '"')
                    .collect(Collectors.joining(", "))));
  }

  /** A session or workspace that a template names is known when the step begins. */
  @Override
  public List<ConfigFault> faults(JsonNode config) {
    ObjectNode body = body(config);
    body.remove(SESSION);
    if (body.path(WORKSPACE).toString().contains("{{")) {
      body.set(WORKSPACE, SOME_WORKSPACE);
    }
    return RefusedConfig.faults(() -> AgentRequests.check(request(body)));
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    ObjectNode body = rendered(context);
    connection(context).ifPresent(of -> body.put(CONNECTION, of.id().toString()));
    AgentRequests agents = context.service(AgentRequests.class);
    return context
        .service(AcceptedCalls.class)
        .call(
            context,
            (id, origin) -> {
              AgentLauncher.Begun begun = agents.accept(id, request(body), origin);
              return new AcceptedRun(begun.runId(), begun.launch());
            });
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    return new StepPreview.Other("run an agent", rendered(context), null);
  }

  /** The key that the run was started with comes before the one that the step names. */
  private static Optional<Connection> connection(StepContext context) throws StepException {
    BoundConnections connections = context.service(BoundConnections.class);
    JsonNode named = context.config().path(CONNECTION);
    return named.isTextual()
        ? Optional.of(connections.of(context, Toolkit.ANTHROPIC, named.textValue()))
        : connections.ofRun(context, Toolkit.ANTHROPIC);
  }

  private static AgentRunRequest request(JsonNode body) {
    return RequestJson.read(body, AgentRunRequest.class);
  }

  private static ObjectNode rendered(StepContext context) throws StepException {
    ObjectNode body = (ObjectNode) RenderedJson.of(context, body(context.config()));
    body.remove(body.path(SESSION).asText().isBlank() ? SESSION : SESSION_NAME);
    context.entityId().ifPresent(entity -> body.put("entityId", entity.toString()));
    return body;
  }

  /** The body of the route that asks for the same. */
  private static ObjectNode body(JsonNode config) {
    ObjectNode body = Jsonb.object();
    OF_THE_ROUTE.stream()
        .filter(config::hasNonNull)
        .forEach(name -> body.set(name, config.get(name)));
    return body;
  }
}
