"use strict";
// Keys for readers who want them; every page works without this file.
