package dev.ferry.bundle.pack;

import dev.ferry.bundle.layout.Form;
import dev.ferry.model.Digest;
import dev.ferry.oci.LayoutReader;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a bundle as a folder. Bytes of the store are linked, not copied, where the file system
 * can; the two names of a file are links of each other.
 */
final class FolderWriter {
  private static final String FILE = "rw-r--r--";
  private static final String SCRIPT = "rwxr-xr-x";

  private final Path folder;
  private final Content content;

  /** The first name that each digest got. */
  private final Map<Digest, Path> written = new HashMap<>();

  private FolderWriter(Path folder, Content content) {
    this.folder = folder;
    this.content = content;
  }

  /** Writes into a folder that does not exist; what it holds in the end is on the disk. */
  static void write(Path folder, Content content, Form form) {
    FolderWriter writer = new FolderWriter(folder, content);
    try {
      makeFolder(folder);
      for (Map.Entry<Digest, Bytes> blob : content.blobs(form).entrySet()) {
        writer.put(LayoutReader.path(blob.getKey()), blob.getKey(), blob.getValue());
      }
      for (Map.Entry<String, Digest> name : content.names().entrySet()) {
        writer.put(name.getKey(), name.getValue());
      }
      for (Map.Entry<String, byte[]> top : content.topFiles(form).entrySet()) {
        writer.make(folder.resolve(top.getKey()), top.getValue(), FILE);
      }
      force(folder);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }

  private void put(String path, Digest digest) throws IOException {
    Path known = written.get(digest);
    if (known == null) {
      put(path, digest, content.source(digest));
    } else {
      link(place(path), known, digest);
    }
  }

  private void put(String path, Digest digest, Bytes source) throws IOException {
    Path file = place(path);
    switch (source) {
      case Bytes.Stored stored -> link(file, stored.file(), digest);
      case Bytes.Made made -> make(file, made.bytes(), made.executable() ? SCRIPT : FILE);
    }
    written.put(digest, file);
  }

  private Path place(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      makeFolders(path.substring(0, slash));
    }
    return folder.resolve(path);
  }

  private void makeFolders(String path) throws IOException {
    if (!Files.isDirectory(folder.resolve(path))) {
      int slash = path.lastIndexOf('/');
      if (slash > 0) {
        makeFolders(path.substring(0, slash));
      }
      makeFolder(folder.resolve(path));
    }
  }

  private static void makeFolder(Path path) throws IOException {
    Files.createDirectory(path);
    mode(path, SCRIPT);
  }

  /** Another disk, or a file system without links, gets a copy. */
  private static void link(Path name, Path file, Digest digest) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (FileAlreadyExistsException | NoSuchFileException broken) {
      throw broken;
    } catch (IOException | UnsupportedOperationException impossible) {
      try (FileChannel copy =
          FileChannel.open(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        BlobCopy.copy(file, digest, copy);
        mode(name, FILE);
        copy.force(true);
      }
    }
  }

  private void make(Path file, byte[] bytes, String mode) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      mode(file, mode);
      channel.force(false);
    }
  }

  /** Whatever the umask. */
  private static void mode(Path path, String mode) throws IOException {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    } catch (UnsupportedOperationException noModes) {
      // FAT and the like; modes are not part of what a bundle promises.
      return;
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
