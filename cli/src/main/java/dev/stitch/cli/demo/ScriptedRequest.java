package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that a person of the script does through the API.
 *
 * @param kind what it is
 * @param id of the mail or task that it is about; repeated requests are one under it
 * @param path the route
 * @param body the request
 */
record ScriptedRequest(Kind kind, String id, String path, ObjectNode body) {

  /** What people do. */
  enum Kind {
    /** A contact answers a mail. */
    REPLY,
    /** The person at the desk answers a human task. */
    DECISION
  }

  /** What became of one. */
  enum Outcome {
    /** It was taken. */
    DONE,
    /** Nobody could take it now; it is tried again. */
    LATER,
    /** Its journey did not wait for it any more. */
    TOO_LATE
  }

  /** Runs it. */
  Outcome run(ApiClient api) {
    ApiClient.Answer answer = api.tryPost(path, body, id);
    if (answer.succeeded()) {
      return Outcome.DONE;
    }
    return answer.status() >= 500 ? Outcome.LATER : Outcome.TOO_LATE;
  }
}
