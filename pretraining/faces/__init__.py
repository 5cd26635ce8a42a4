"""The project's own generative model of faces, and the crowd of people who do not exist that is made with it."""
