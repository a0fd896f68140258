package dev.stitch.api.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.MergePatch;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Credentials;
import dev.stitch.store.connection.Toolkit;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Makes and changes connections. */
@Singleton
class Connections {

  private static final Set<String> CHANGEABLE = Set.of("name", "config", "secret");

  private final ConnectionRepository repository;
  private final Database database;
  private final WaitingRuns waiting;

  Connections(ConnectionRepository repository, Database database, WaitingRuns waiting) {
    this.repository = repository;
    this.database = database;
    this.waiting = waiting;
  }

  Connection get(UUID id) {
    return repository.find(id).orElseThrow(() -> ApiProblem.notFound("connection", id));
  }

  Connection create(ConnectionRequest request) {
    Toolkit toolkit = request.toolkit();
    if (toolkit == null) {
      throw ApiProblem.invalid("/toolkit", "is required: " + Toolkit.all());
    }
    String name = ConnectionRules.name(toolkit, request.name());
    ObjectNode config = ConnectionRules.config(toolkit, request.config());
    Credentials secret = ConnectionRules.secret(toolkit, request.secret());
    if (secret == null && ConnectionRules.needsSecret(toolkit, config)) {
      throw ApiProblem.invalid("/secret", "is required");
    }
    requireFree(toolkit, name, null);
    UUID id = Ids.next();
    repository.store(id, toolkit, name, config, secret);
    return get(id);
  }

  /** Changes what a merge patch gives; a secret that is not given stays. */
  Connection change(UUID id, ObjectNode patch) {
    Connection old = get(id);
    for (var field : patch.properties()) {
      if (!CHANGEABLE.contains(field.getKey())) {
        throw ApiProblem.invalid(
            "/" + field.getKey(), "cannot be changed; name, config and secret can");
      }
    }
    String name =
        patch.has("name") ? ConnectionRules.name(old.toolkit(), text(patch, "name")) : old.name();
    ObjectNode config = old.config().deepCopy();
    if (patch.has("config")) {
      if (!(patch.get("config") instanceof ObjectNode change)) {
        throw ApiProblem.unreadable("/config", "must be an object");
      }
      config = ConnectionRules.config(old.toolkit(), MergePatch.apply(config, change));
    }
    Credentials secret = ConnectionRules.secret(old.toolkit(), text(patch, "secret"));
    requireFree(old.toolkit(), name, id);
    ObjectNode changed = config;
    database.transaction(
        () -> {
          repository.update(id, name, changed);
          if (secret != null) {
            repository.replaceSecret(id, secret);
          }
        });
    if (secret != null) {
      waiting.lookAgain(id);
    }
    return get(id);
  }

  void remove(UUID id) {
    if (!repository.delete(id)) {
      throw ApiProblem.notFound("connection", id);
    }
  }

  private void requireFree(Toolkit toolkit, String name, @Nullable UUID self) {
    repository
        .find(toolkit, name)
        .filter(other -> other.name().equals(name) && !other.id().equals(self))
        .ifPresent(
            other -> {
              throw ApiProblem.conflict(
                  "/name", "Another %s connection has this name.".formatted(toolkit.text()));
            });
  }

  private static @Nullable String text(ObjectNode patch, String field) {
    JsonNode value = patch.get(field);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw ApiProblem.unreadable("/" + field, "must be a string");
    }
    return value.textValue();
  }
}
