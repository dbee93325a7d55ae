package dev.ferry.image.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Digest;
import dev.ferry.oci.layer.LayerEntry;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/**
 * A layer that is to be written.
 *
 * @param kind what it is there for
 * @param name of what is in it: a package with its version, {@code 12 packages}
 * @param entries parents before children, each path once
 */
public record PlannedLayer(Kind kind, String name, List<PlannedEntry> entries) {
  public PlannedLayer {
    entries = List.copyOf(entries);
  }

  /** What a layer is there for; the order is that of layers. */
  public enum Kind {
    /** What an image holds of its base, where that is not all. */
    BASE("base"),
    /** Distribution packages given as files. */
    SYSTEM("system"),
    /** The account and its folders. */
    ACCOUNT("account"),
    /** A carried interpreter. */
    INTERPRETER("interpreter"),
    /** A large wheel. */
    WHEEL("wheel"),
    /** The other wheels and what belongs to the environment. */
    WHEELS("wheels"),
    /** Carried files. */
    FILES("files"),
    /** The application, its model, the reference server. */
    APPLICATION("application");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The word in JSON and in the image's history. */
    public String id() {
      return id;
    }
  }

  /** Equal for layers whose tars are equal, known without reading any content. */
  public Digest identity() {
    MessageDigest hash = Digest.sha256();
    entries.forEach(entry -> hash.update(entry.identity().getBytes(UTF_8)));
    return Digest.from(hash.digest());
  }

  /** Sum of the files' sizes, bytes. */
  public long size() {
    return entries.stream().mapToLong(PlannedEntry::size).sum();
  }

  /** About how many bytes are written for it; what is compressed already stays so. */
  public long work() {
    return entries.stream().mapToLong(PlannedEntry::work).sum();
  }

  /** How many files and links. */
  public long files() {
    return entries.stream().filter(e -> !(e.entry() instanceof LayerEntry.Folder)).count();
  }

  /** What identifies the contents of its files. */
  public Stream<String> contents() {
    return entries.stream().map(PlannedEntry::content).filter(content -> !content.isEmpty());
  }

  /** What the writer takes. */
  public List<LayerEntry> written() {
    return entries.stream().map(PlannedEntry::entry).toList();
  }
}
