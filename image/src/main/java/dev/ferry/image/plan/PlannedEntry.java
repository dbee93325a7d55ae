package dev.ferry.image.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Digest;
import dev.ferry.oci.layer.LayerContent;
import dev.ferry.oci.layer.LayerEntry;

/**
 * An entry of a layer and what identifies its content.
 *
 * @param entry to be written
 * @param content what its bytes are: {@code sha256:…} of them, or the wheel's digest and the path
 *     in it; empty for folders and links
 */
public record PlannedEntry(LayerEntry entry, String content) {
  /** A folder that root owns and everybody reads. */
  public static PlannedEntry folder(String path) {
    return new PlannedEntry(new LayerEntry.Folder(path, 0755, 0), "");
  }

  /** A file of few bytes that root owns. */
  public static PlannedEntry file(String path, int mode, byte[] bytes) {
    return new PlannedEntry(
        new LayerEntry.File(path, mode, 0, new LayerContent.Plain(bytes)),
        Digest.of(bytes).toString());
  }

  /** The same from text. */
  public static PlannedEntry file(String path, String text) {
    return file(path, 0644, text.getBytes(UTF_8));
  }

  /** A link that root owns. */
  public static PlannedEntry link(String path, String target) {
    return new PlannedEntry(new LayerEntry.Link(path, 0, target), "");
  }

  /** Number of bytes of a file, else zero. */
  public long size() {
    return entry instanceof LayerEntry.File file ? file.content().size() : 0;
  }

  /** Number of bytes that are written for it, about. */
  long work() {
    return entry instanceof LayerEntry.File file
        ? file.content() instanceof LayerContent.Deflated deflated
            ? deflated.compressedSize()
            : file.content().size()
        : 0;
  }

  /** One line that two entries share only if they are written alike. */
  String identity() {
    return switch (entry) {
      case LayerEntry.Folder folder -> line("d", folder.mode(), "");
      case LayerEntry.File file -> line("f", file.mode(), file.content().size() + " " + content);
      case LayerEntry.Link link -> line("l", 0777, link.target());
    };
  }

  private String line(String type, int mode, String what) {
    return type
        + " "
        + Integer.toOctalString(mode)
        + " "
        + entry.owner()
        + " "
        + entry.path()
        + "\0"
        + what
        + "\n";
  }
}
