package dev.ferry.image.plan;

/** Where things are in every image, relative to its root, and who runs it. */
public final class ImageLayout {
  /** The environment: shaped like a venv, never the base's own packages. */
  public static final String ENVIRONMENT = "opt/ferry/env";

  /** A carried interpreter. */
  public static final String PYTHON = "opt/ferry/python";

  /** The application; the working folder. */
  public static final String APPLICATION = "opt/ferry/app";

  /** The model of the reference server. */
  public static final String MODEL = "opt/ferry/model";

  /** The reference server. */
  public static final String SERVER = "opt/ferry/serve";

  /** What the image is made of and what was left out, as JSON. */
  public static final String ABOUT = "opt/ferry/image.json";

  /** The user's home; the volumes lie below it. */
  public static final String HOME = "var/lib/ferry";

  /** The user's name. */
  public static final String USER = "ferry";

  /** The number of the user and of its group; beyond those that systems give. */
  public static final int UID = 65532;

  /** Most layers with the base's; engines stop near 128. */
  public static final int MOST_LAYERS = 60;

  private ImageLayout() {}

  /** The absolute form of one of these paths. */
  public static String absolute(String path) {
    return "/" + path;
  }
}
