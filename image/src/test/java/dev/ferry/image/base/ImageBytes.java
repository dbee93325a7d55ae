package dev.ferry.image.base;

import dev.ferry.image.tar.TarBytes;
import dev.ferry.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Writes archives of images; each document can be changed on its way. */
final class ImageBytes {
  static final String OCI = "application/vnd.oci.image.";

  private final List<byte[]> layers = new ArrayList<>();
  private final List<String> diffIds = new ArrayList<>();
  private String architecture = "amd64";
  private UnaryOperator<String> config = text -> text;
  private UnaryOperator<String> manifest = text -> text;
  private UnaryOperator<String> index = text -> text;
  private UnaryOperator<byte[]> packed = bytes -> bytes;

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  ImageBytes layer(byte[] tar) {
    layers.add(tar);
    diffIds.add(Digest.of(tar).toString());
    return this;
  }

  ImageBytes architecture(String word) {
    architecture = word;
    return this;
  }

  ImageBytes config(UnaryOperator<String> change) {
    config = change;
    return this;
  }

  ImageBytes manifest(UnaryOperator<String> change) {
    manifest = change;
    return this;
  }

  ImageBytes index(UnaryOperator<String> change) {
    index = change;
    return this;
  }

  /** Changes layers after they were compressed, before they are hashed. */
  ImageBytes packed(UnaryOperator<byte[]> change) {
    packed = change;
    return this;
  }

  private byte[] configBytes() {
    String ids = diffIds.stream().collect(Collectors.joining("\",\"", "\"", "\""));
    return bytes(
        config.apply(
            ("{'architecture':'%s','os':'linux','config':{'Env':['PATH=/usr/bin']},"
                        + "'rootfs':{'type':'layers','diff_ids':[")
                    .formatted(architecture)
                    .replace('\'', '"')
                + ids
                + "]}}"));
  }

  /** What {@code docker save} writes. */
  byte[] docker() {
    TarBytes tar = new TarBytes();
    List<String> names = new ArrayList<>();
    for (byte[] layer : layers) {
      String name = Digest.of(layer).hex() + "/layer.tar";
      names.add(name);
      tar.file(name, 0644, packed.apply(layer));
    }
    tar.file("config.json", 0644, configBytes());
    String paths = names.stream().collect(Collectors.joining("\",\"", "\"", "\""));
    String text =
        "[{'Config':'config.json','RepoTags':['base:1'],'Layers':[".replace('\'', '"')
            + paths
            + "]}]";
    return tar.file("manifest.json", 0644, bytes(manifest.apply(text))).end();
  }

  /** Blobs of the image by digest, its manifest the last. */
  Map<String, byte[]> blobs() {
    Map<String, byte[]> blobs = new LinkedHashMap<>();
    List<String> descriptors = new ArrayList<>();
    for (byte[] layer : layers) {
      byte[] blob = packed.apply(gzip(layer));
      blobs.put(Digest.of(blob).hex(), blob);
      descriptors.add(descriptor(OCI + "layer.v1.tar+gzip", blob));
    }
    byte[] config = configBytes();
    blobs.put(Digest.of(config).hex(), config);
    byte[] text =
        bytes(
            manifest.apply(
                "{\"schemaVersion\":2,\"config\":"
                    + descriptor(OCI + "config.v1+json", config)
                    + ",\"layers\":["
                    + String.join(",", descriptors)
                    + "]}"));
    blobs.put(Digest.of(text).hex(), text);
    return blobs;
  }

  /** An OCI layout in a tar, of this image and others. */
  byte[] oci(ImageBytes... others) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    List<String> manifests = new ArrayList<>();
    List<ImageBytes> images = new ArrayList<>(List.of(this));
    images.addAll(List.of(others));
    for (ImageBytes image : images) {
      Map<String, byte[]> blobs = image.blobs();
      all.putAll(blobs);
      manifests.add(descriptor(OCI + "manifest.v1+json", List.copyOf(blobs.values()).getLast()));
    }
    TarBytes tar = new TarBytes().file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
    all.forEach((hex, blob) -> tar.file("blobs/sha256/" + hex, 0644, blob));
    String text = "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", manifests) + "]}";
    return tar.file("index.json", 0644, bytes(index.apply(text))).end();
  }

  static String descriptor(String mediaType, byte[] blob) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(mediaType, Digest.of(blob), blob.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
