package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Patches;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.crm.ContentItem;
import dev.stitch.store.crm.ContentItemRepository;
import dev.stitch.store.crm.Reference;
import dev.stitch.store.crm.References;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Content, one item at a time. */
@Singleton
class ContentItems {

  private final Database database;
  private final ContentItemRepository repository;
  private final Patches patches;
  private final References references;

  ContentItems(
      Database database, ContentItemRepository repository, Patches patches, References references) {
    this.database = database;
    this.repository = repository;
    this.patches = patches;
    this.references = references;
  }

  ContentItem get(UUID id) {
    return repository.find(id).orElseThrow(() -> notFound(id));
  }

  ContentItem create(ContentRequest request, Caller caller) {
    return repository.put(checked(request).item(Ids.next(), caller.actor()));
  }

  ContentItem change(UUID id, ObjectNode patch) {
    return database.transaction(
        () -> {
          ContentItem before = repository.findForUpdate(id).orElseThrow(() -> notFound(id));
          ContentRequest request =
              patches.apply(ContentRequest.of(before), patch, ContentRequest.class);
          return repository.put(checked(request).item(id, before.createdBy()));
        });
  }

  void remove(UUID id) {
    if (!repository.remove(id)) {
      throw notFound(id);
    }
  }

  private ContentRequest checked(ContentRequest request) {
    RequestCheck check =
        new RequestCheck(references)
            .line("title", request.title())
            .text("body", request.body())
            .reference("contactId", Reference.CONTACT, request.contactId())
            .reference("templateId", Reference.TEMPLATE, request.templateId());
    if (request.title() == null && request.body() == null) {
      check.fault("title", "is required unless there is a body");
    }
    check.done();
    BoundedJson.require("/metadata", request.metadata(), SizeLimits.METADATA);
    return request;
  }

  private static ApiProblem notFound(UUID id) {
    return ApiProblem.notFound("content", id);
  }
}
