package dev.stitch.api.security;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.access.ApiKey;
import dev.stitch.store.access.ApiKeyListing;
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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** Keys of the API. */
@Tag(name = "API keys")
@Controller("/api/api-keys")
class ApiKeyController {

  private final ApiKeyListing listing;
  private final ApiKeyRepository keys;

  ApiKeyController(ApiKeyListing listing, ApiKeyRepository keys) {
    this.listing = listing;
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
  record CreatedKey(
      UUID id,
      String name,
      Role role,
      String prefix,
      String createdBy,
      Instant createdAt,
      String apiKey) {

    static CreatedKey of(IssuedKey issued) {
      ApiKey key = issued.key();
      return new CreatedKey(
          key.id(),
          key.name(),
          key.role(),
          key.prefix(),
          key.createdBy(),
          key.createdAt(),
          issued.secret());
    }
  }

  @Get
  @RequiresRole(Role.ADMIN)
  @Operation(operationId = "listApiKeys", summary = "Lists API keys, the revoked ones too")
  Page<ApiKey> list(PageRequest page) {
    return listing.page(page);
  }

  @Post
  @RequiresRole(Role.ADMIN)
  @Operation(operationId = "createApiKey", summary = "Makes an API key and shows it, once")
  @ApiResponse(responseCode = "201", description = "The key", useReturnTypeSchema = true)
  HttpResponse<CreatedKey> create(Caller caller, @Body NewKey body) {
    if (!ApiKey.isName(body.name())) {
      throw ApiProblem.invalid("/name", ApiKey.NAME_RULE);
    }
    if (body.role() == null) {
      throw ApiProblem.invalid("/role", "is required: viewer, operator, editor or admin");
    }
    IssuedKey issued = keys.issue(body.name(), body.role(), caller.actor());
    return HttpResponse.created(
        CreatedKey.of(issued), URI.create("/api/api-keys/" + issued.key().id()));
  }

  @Get("/{id}")
  @RequiresRole(Role.ADMIN)
  @Operation(operationId = "getApiKey", summary = "Reads what is known of an API key")
  ApiKey get(UUID id) {
    return keys.find(id).orElseThrow(() -> ApiProblem.notFound("API key", id));
  }

  @Delete("/{id}")
  @RequiresRole(Role.ADMIN)
  @Operation(operationId = "revokeApiKey", summary = "Makes an API key useless, at once")
  @Status(HttpStatus.NO_CONTENT)
  void revoke(UUID id) {
    if (!keys.revoke(id)) {
      throw ApiProblem.notFound("API key", id);
    }
  }
}
