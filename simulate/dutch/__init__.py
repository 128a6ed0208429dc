"""What the program says in English, said in Dutch: a catalogue of sentences, and who looks them up."""
