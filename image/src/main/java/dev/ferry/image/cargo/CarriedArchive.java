package dev.ferry.image.cargo;

import dev.ferry.bundle.carry.ArchiveReader;
import dev.ferry.bundle.environment.BundleFile;
import dev.ferry.bundle.environment.ExtraFile.Unpack;
import dev.ferry.image.cargo.Members.Member;
import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.archive.Extent;
import dev.ferry.oci.layer.LayerContent;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.LocalBlobStore;
import dev.ferry.store.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * An archive that a bundle carries, opened: the contents of its files, one after another, become
 * one blob of the store, whose parts are the files of the image.
 */
public final class CarriedArchive {
  /** An archive that grows more than this many times, and beyond 64 MiB, is a bomb. */
  private static final long MOST_GROWTH = 100;

  private static final long ALWAYS_ALLOWED = 64L << 20;

  private final Members members;
  private final Staging contents;
  private final byte[] chunk = new byte[1 << 16];
  private final String label;
  private long room;

  private CarriedArchive(String label, long size, Staging contents) {
    this.label = label;
    this.members = new Members(label);
    this.contents = contents;
    this.room = Math.max(ALWAYS_ALLOWED, size * MOST_GROWTH);
  }

  /**
   * The members below a folder of the image.
   *
   * @throws FerryException of kind VERIFICATION where it is damaged or not what an installer takes
   */
  public static List<PlannedEntry> entries(
      Cargo cargo, BundleFile file, Unpack kind, String folder, LocalBlobStore store) {
    Path archive = blob(cargo, file, store);
    try (Staging contents = store.stage("contents of " + file.sha256())) {
      contents.restart();
      CarriedArchive opened = new CarriedArchive(file.path(), file.size(), contents);
      opened.read(archive, kind);
      Digest digest = contents.digest();
      contents.publish(digest);
      return planned(opened.members.all(), folder, store.path(digest));
    }
  }

  /** The archive as a file of its own whose digest holds. */
  private static Path blob(Cargo cargo, BundleFile file, LocalBlobStore store) {
    if (store.find(file.sha256(), file.size()).isEmpty()) {
      Extent extent = cargo.extent(file);
      try (InputStream in = extent.open()) {
        Digest got = store.put(in, file.size());
        if (!got.equals(file.sha256())) {
          throw Cargo.damaged(file, "sha256", got.hex(), file.sha256().hex());
        }
      } catch (IOException failure) {
        throw DiskFailure.of(failure, extent.file());
      }
    }
    return store.path(file.sha256());
  }

  private static List<PlannedEntry> planned(
      SortedMap<String, Member> members, String folder, Path contents) {
    List<PlannedEntry> entries = new ArrayList<>();
    for (Map.Entry<String, Member> member : members.entrySet()) {
      String path = folder + "/" + member.getKey();
      entries.add(
          switch (member.getValue()) {
            case Member.Folder nothing -> PlannedEntry.folder(path);
            case Member.Link link -> PlannedEntry.link(path, link.target());
            case Member.File part -> file(path, part, contents);
          });
    }
    return entries;
  }

  private static PlannedEntry file(String path, Member.File part, Path contents) {
    Extent extent = new Extent(contents, part.offset(), part.size(), part);
    return new PlannedEntry(
        new LayerEntry.File(
            path, part.mode(), 0, new LayerContent.Streamed(part.size(), extent::open)),
        "sha256:" + part.sha256());
  }

  private void read(Path archive, Unpack kind) {
    try {
      if (kind == Unpack.ZIP) {
        zip(archive);
      } else {
        tar(archive);
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of("Cannot read the archive `%s`: %s", "无法读取归档 `%s`：%s", label, unreadable),
          unreadable);
    }
  }

  private void tar(Path archive) throws IOException {
    try (InputStream plain = ArchiveReader.tarStream(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(plain, "UTF-8")) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        String path = plainName(entry.getName());
        if (path.isEmpty() || path.equals(".")) {
          continue;
        }
        if (entry.isSymbolicLink()) {
          members.link(path, entry.getLinkName());
        } else if (entry.isLink()) {
          members.hardLink(path, plainName(entry.getLinkName()));
        } else if (entry.isDirectory()) {
          members.folder(path);
        } else if (entry.isFile()) {
          members.file(path, content(tar, entry.getMode()));
        } else {
          throw members.bad(path, Text.of("neither file, folder nor link", "既不是文件，也不是目录或链接"));
        }
      }
    }
  }

  private void zip(Path archive) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        String path = plainName(entry.getName());
        if (entry.isUnixSymlink()) {
          throw members.bad(path, Text.of("a link", "链接"));
        }
        if (entry.isDirectory()) {
          members.folder(path);
        } else {
          try (InputStream in = zip.getInputStream(entry)) {
            members.file(path, content(in, entry.getUnixMode()));
          }
        }
      }
    }
  }

  private Member.File content(InputStream in, int mode) throws IOException {
    long offset = contents.length();
    MessageDigest hash = Digest.sha256();
    int count;
    while ((count = in.read(chunk)) >= 0) {
      room -= count;
      if (room < 0) {
        throw new IOException("it grows more than " + MOST_GROWTH + " times");
      }
      hash.update(chunk, 0, count);
      contents.append(chunk, 0, count);
    }
    return new Member.File(
        offset,
        contents.length() - offset,
        (mode & 0111) != 0 ? 0755 : 0644,
        HexFormat.of().formatHex(hash.digest()));
  }

  private static String plainName(String name) {
    String path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
