package dev.ferry.python.index;

import dev.ferry.model.Text;
import java.util.List;
import java.util.Optional;

/**
 * What a page says.
 *
 * @param files the packages that it links to
 * @param warning about entries that were left out
 */
record ParsedPage(List<IndexFile> files, Optional<Text> warning) {
  ParsedPage {
    files = List.copyOf(files);
  }
}
