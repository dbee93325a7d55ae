package dev.ferry.image.variant;

import dev.ferry.model.Text;
import java.util.List;

/**
 * What left an image by one rule.
 *
 * @param rule its id
 * @param reason for people
 * @param files how many
 * @param bytes how many, as they would lie in the image
 * @param examples the largest of them, at most five
 */
public record LeftOut(String rule, Text reason, long files, long bytes, List<String> examples) {
  public LeftOut {
    examples = List.copyOf(examples);
  }
}
