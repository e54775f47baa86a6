-- What was said about a request names people; whoever is removed is taken out of it.
GRANT UPDATE (text) ON request_comment TO usher_app;
