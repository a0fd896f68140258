package dev.stitch.api.security;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.access.ApiKey;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.IssuedKey;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import java.net.URI;
import java.util.UUID;

/** Keys of the API. */
@Controller("/api/api-keys")
class ApiKeyController {

  /** Longest name, in characters: it is the actor in journey events. */
  private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}";

  private final ApiKeyRepository keys;

  ApiKeyController(ApiKeyRepository keys) {
    this.keys = keys;
  }

  /**
   * A key to make.
   *
   * @param name by which people and the audit log know it
   * @param role what it may do
   */
  record NewKey(@Nullable String name, @Nullable Role role) {}

  /**
   * A key that was made just now.
   *
   * @param apiKey the key itself, shown this once and not kept
   */
  record CreatedKey(@JsonUnwrapped ApiKey key, String apiKey) {}

  @Get
  @RequiresRole(Role.ADMIN)
  Page<ApiKey> list(PageRequest page) {
    return keys.page(page);
  }

  @Post
  @RequiresRole(Role.ADMIN)
  HttpResponse<CreatedKey> create(Caller caller, @Body NewKey body) {
    if (body.name() == null || !body.name().matches(NAME)) {
      throw ApiProblem.invalid(
          "/name", "must be 1 to 64 letters, digits, spaces, dots, dashes and underscores");
    }
    if (body.role() == null) {
      throw ApiProblem.invalid("/role", "is required: viewer, operator, editor or admin");
    }
    IssuedKey issued = keys.issue(body.name(), body.role(), caller.actor());
    return HttpResponse.created(
        new CreatedKey(issued.key(), issued.secret()),
        URI.create("/api/api-keys/" + issued.key().id()));
  }

  @Get("/{id}")
  @RequiresRole(Role.ADMIN)
  ApiKey get(UUID id) {
    return keys.find(id).orElseThrow(() -> ApiProblem.notFound("API key", id));
  }

  @Delete("/{id}")
  @RequiresRole(Role.ADMIN)
  @Status(HttpStatus.NO_CONTENT)
  void revoke(UUID id) {
    if (!keys.revoke(id)) {
      throw ApiProblem.notFound("API key", id);
    }
  }
}
