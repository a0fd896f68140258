package dev.stitch.api.mailbox;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.request.Texts;
import dev.stitch.model.EmailAddress;
import dev.stitch.store.access.Role;
import dev.stitch.store.mail.Suppression;
import dev.stitch.store.mail.SuppressionListing;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.mail.SuppressionRepository;
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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.uri.UriBuilder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Routes of the addresses that no mail goes to. */
@Tag(name = "Mailbox")
@Controller("/api/suppressions")
class SuppressionController {

  private static final int MAX_DETAIL = 500;

  private final SuppressionListing listing;
  private final SuppressionRepository repository;

  SuppressionController(SuppressionListing listing, SuppressionRepository repository) {
    this.listing = listing;
    this.repository = repository;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listSuppressions", summary = "Lists the addresses no mail goes to")
  Page<Suppression> list(PageRequest page, @Nullable @QueryValue SuppressionReason reason) {
    return listing.page(reason, page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "suppressAddress", summary = "Lets no mail go to an address")
  @ApiResponse(responseCode = "201", description = "The suppression", useReturnTypeSchema = true)
  HttpResponse<Suppression> add(@Body SuppressionRequest request) {
    String address = Texts.trimmed(request.address());
    if (address == null) {
      throw ApiProblem.invalid("/address", "is required");
    }
    if (!EmailAddress.valid(address)) {
      throw ApiProblem.invalid(
          "/address", "'" + Texts.shortened(address) + "' is not an e-mail address");
    }
    if (request.detail() != null && request.detail().length() > MAX_DETAIL) {
      throw ApiProblem.invalid("/detail", "must be at most " + MAX_DETAIL + " characters");
    }
    repository.add(address, SuppressionReason.MANUAL, request.detail());
    Suppression added = get(address);
    return HttpResponse.created(
        added, UriBuilder.of("/api/suppressions").path(added.address()).build());
  }

  @Get("/{address}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getSuppression", summary = "Reads why no mail goes to an address")
  Suppression get(String address) {
    return repository
        .find(address)
        .orElseThrow(() -> ApiProblem.notFound("suppression of", address));
  }

  @Delete("/{address}")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "deleteSuppression", summary = "Lets mail go to an address again")
  @Status(HttpStatus.NO_CONTENT)
  void remove(String address) {
    if (!repository.remove(address)) {
      throw ApiProblem.notFound("suppression of", address);
    }
  }

  /**
   * An address that no mail is to go to.
   *
   * @param detail why, in words
   */
  @Schema(name = "SuppressionRequest")
  record SuppressionRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable
          String address,
      @Nullable String detail) {}
}
