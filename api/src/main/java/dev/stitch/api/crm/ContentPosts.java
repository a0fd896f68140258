package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Patches;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.crm.ContentPost;
import dev.stitch.store.crm.ContentPostRepository;
import dev.stitch.store.crm.Reference;
import dev.stitch.store.crm.References;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Where content stands on platforms, one post at a time. */
@Singleton
class ContentPosts {

  private final Database database;
  private final ContentPostRepository repository;
  private final ContentItems content;
  private final Patches patches;
  private final References references;

  ContentPosts(
      Database database,
      ContentPostRepository repository,
      ContentItems content,
      Patches patches,
      References references) {
    this.database = database;
    this.repository = repository;
    this.content = content;
    this.patches = patches;
    this.references = references;
  }

  ContentPost get(UUID contentId, UUID id) {
    return of(contentId, id, repository.find(id));
  }

  ContentPost create(UUID contentId, PostRequest request) {
    content.get(contentId);
    return repository.put(checked(request).post(Ids.next(), contentId));
  }

  ContentPost change(UUID contentId, UUID id, ObjectNode patch) {
    return database.transaction(
        () -> {
          ContentPost before = of(contentId, id, repository.findForUpdate(id));
          PostRequest request = patches.apply(PostRequest.of(before), patch, PostRequest.class);
          return repository.put(checked(request).post(id, contentId));
        });
  }

  void remove(UUID contentId, UUID id) {
    get(contentId, id);
    repository.remove(id);
  }

  private PostRequest checked(PostRequest request) {
    new RequestCheck(references)
        .required("platform", request.platform())
        .line("platformPostId", request.platformPostId())
        .link("url", request.url())
        .text("text", request.text())
        .time("scheduledAt", request.scheduledAt())
        .time("publishedAt", request.publishedAt())
        .reference("platformAccountId", Reference.CONNECTION, request.platformAccountId())
        .done();
    BoundedJson.require("/metadata", request.metadata(), SizeLimits.METADATA);
    return request;
  }

  private static ContentPost of(UUID contentId, UUID id, Optional<ContentPost> post) {
    return post.filter(found -> found.contentId().equals(contentId))
        .orElseThrow(() -> ApiProblem.notFound("post of this content", id));
  }
}
