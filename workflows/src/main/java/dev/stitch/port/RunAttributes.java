package dev.stitch.port;

import io.temporal.common.SearchAttributeKey;

/** What workflows can be found by in Temporal; registered by {@code stitch migrate}. */
public final class RunAttributes {

  public static final SearchAttributeKey<String> ENTITY =
      SearchAttributeKey.forKeyword("StitchEntity");
  public static final SearchAttributeKey<String> FLOW = SearchAttributeKey.forKeyword("StitchFlow");
  public static final SearchAttributeKey<String> NODE = SearchAttributeKey.forKeyword("StitchNode");
  public static final SearchAttributeKey<String> STATUS =
      SearchAttributeKey.forKeyword("StitchStatus");
  public static final SearchAttributeKey<String> RUN_TYPE =
      SearchAttributeKey.forKeyword("StitchRunType");
  public static final SearchAttributeKey<String> CONTACT =
      SearchAttributeKey.forKeyword("StitchContact");

  private RunAttributes() {}
}
