interface ImportMetaEnv {
  /** Which version of the app this is: the one of package.json, put in by the build. */
  readonly VERSION: string;
}
