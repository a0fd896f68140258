package dev.stitch.graph.expression;

import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.FileNotFoundException;

/** Loads nothing: a template is the text it is given. */
final class NoPartials extends AbstractTemplateLoader {

  @Override
  public TemplateSource sourceAt(String location) throws FileNotFoundException {
    throw new FileNotFoundException("partials are not available: " + location);
  }
}
